-- title: Silent edits
-- section: Changes
-- description: Edits of the text or the headline after which the page gives the same date of its last update as before, or
--   none, the newest first.
select
  changed_at as seen,
  class,
  articles.title,
  words_before,
  words_after,
  '/-/diff?before=' || previous_version || '&after=' || changes.version as difference,
  articles.published_day as published,
  after.updated_at as update_that_the_page_gives,
  changes.site,
  articles.url,
  changes.article_id as article
-- Left, so that counting the rows need not look at articles and readings.
from changes
left join readings as after on after.capture = changes.capture
left join articles on articles.id = changes.article_id
where is_silent = 1 and class <> 'metadata'
order by changed_at desc, changes.article_id
limit 500
