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
  articles.id as article
from changes
cross join readings as after on after.capture = changes.capture
cross join articles on articles.id = changes.article_id
where change = 'edit' and class <> 'metadata'
  and after.updated_at is (
    select before.updated_at from readings as before
    where before.article = changes.article and before.captured_at < changes.changed_at and before.version is not null
    order by before.captured_at desc, before.capture limit 1
  )
order by changed_at desc, articles.id
limit 500
