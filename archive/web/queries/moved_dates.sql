-- title: Dates that moved
-- section: Changes
-- description: Articles whose date of publication was changed, with the date before and after, the newest change first.
select
  changed_at as seen,
  former.published_at as date_before,
  newer.published_at as date_after,
  round(julianday(newer.published_at) - julianday(former.published_at), 1) as days_moved,
  articles.title,
  '/-/diff?before=' || previous_version || '&after=' || changes.version as difference,
  changes.site,
  articles.url,
  changes.article_id as article
from changes
-- Left, so that counting the rows need not look at texts.
left join versions as newer on newer.id = changes.version
left join versions as former on former.id = changes.previous_version
left join articles on articles.id = changes.article_id
where change = 'edit' and instr(changed, '"published_at"')
order by changed_at desc, changes.article_id
limit 500
