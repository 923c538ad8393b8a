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
  changes.article_id as article
from changes
-- Left, so that counting the rows need not look at texts.
left join versions as newer on newer.id = changes.version
left join versions as former on former.id = changes.previous_version
left join articles on articles.id = changes.article_id
where change = 'edit' and instr(changed, '"title"')
  and (:word = '' or exists (
    select 1 from versions
    where id in (changes.version, changes.previous_version) and instr(lower(title), lower(trim(:word)))
  ))
order by changed_at desc, changes.article_id
limit 500
