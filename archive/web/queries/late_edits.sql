-- title: Edits after a day
-- section: Changes
-- description: Edits of articles that had been published for a day or longer, the latest after their publication first. The
--   edit was made between the last capture without it and the first with it, so that the days are a least and a most. Give
--   another number of days.
with edits as materialized (
  select
    changes.*,
    articles.title,
    articles.published_day,
    articles.url,
    julianday(unchanged_until) - julianday(published_at) as days_at_least,
    julianday(changed_at) - julianday(published_at) as days_at_most
  from changes join articles on articles.id = changes.article_id
  where change = 'edit' and published_at is not null
)
select
  round(days_at_least, 1) as days_at_least,
  round(days_at_most, 1) as days_at_most,
  class,
  title,
  published_day as published,
  changed_at as seen,
  '/-/diff?before=' || previous_version || '&after=' || version as difference,
  site,
  url,
  article_id as article
from edits
where edits.days_at_least >= cast(coalesce(nullif(trim(:days), ''), '1') as real)
order by edits.days_at_least desc, article_id, changed_at
limit 500
