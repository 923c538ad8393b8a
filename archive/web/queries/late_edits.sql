-- title: Edits after a day
-- section: Changes
-- description: Edits of articles that had been published for a day or longer, the latest after their publication first. The
--   edit was made between the last capture without it and the first with it, so that the days are a least and a most. Give
--   another number of days.
select
  round(seconds_after / 86400.0, 1) as days_at_least,
  round(julianday(changed_at) - julianday(published_at), 1) as days_at_most,
  class,
  title,
  published_day as published,
  changed_at as seen,
  '/-/diff?before=' || previous_version || '&after=' || changes.version as difference,
  changes.site,
  url,
  article_id as article
-- Left, so that counting the rows need not look at articles.
from changes left join articles on articles.id = changes.article_id
where seconds_after >= 86400 * cast(coalesce(nullif(trim(:days), ''), '1') as real)
order by seconds_after desc, article_id, changed_at
limit 500
