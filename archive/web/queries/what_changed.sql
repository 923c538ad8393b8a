-- title: What changed
-- section: Changes
-- description: All that happened to articles: new, edited, gone, back and renamed ones, the newest first. An edit has
--   one of the classes typo, metadata, headline, addition, removal, substantive and rewrite. Give a class, or the word
--   edit, to see only changes of that class, or the first and the last day (UTC) to see only what was seen on them and between.
select
  changes.changed_at as seen,
  changes.class,
  title,
  case when changes.previous_version is not null
    then '/-/diff?before=' || changes.previous_version || '&after=' || changes.version end as difference,
  changes.unchanged_until as last_seen_before,
  changes.reason,
  changes.previous_url,
  changes.leads_to,
  changes.site,
  changes.article as url,
  changes.article_id as article
-- Left, so that counting the rows need not look at articles.
from changes left join articles on articles.id = changes.article_id
where (trim(:class) = '' or class = lower(trim(:class)) or change = lower(trim(:class)))
  and (:since = '' or changes.changed_at >= trim(:since))
  and (:until = '' or changes.changed_at < date(trim(:until), '+1 day'))
order by changes.changed_at desc, changes.article_id
