-- title: Edited headlines
-- section: Changes
-- description: Headlines that were changed, with their words before and after, the newest change first. Give a word to see only
--   headlines that had or have it.
select
  changed_at as seen,
  former.title as headline_before,
  newer.title as headline_after,
  articles.published_day as published,
  '/-/diff?before=' || previous_version || '&after=' || changes.version as difference,
  changes.site,
  articles.title,
  articles.url,
  articles.id as article
from changes
join versions as newer on newer.id = changes.version
join versions as former on former.id = changes.previous_version
join articles on articles.id = changes.article_id
where change = 'edit'
  and newer.title is not former.title
  and (:word = '' or instr(lower(ifnull(former.title, '') || char(10) || ifnull(newer.title, '')), lower(trim(:word))))
order by changed_at desc, articles.id
limit 500
