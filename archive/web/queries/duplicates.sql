-- title: Duplicates
-- section: Changes
-- description: Texts that two or more articles have in common, word for word.
with shared as (
  select version, count(distinct article) as copies
  from readings
  where article is not null and version is not null
  group by version
  having count(distinct article) > 1
)
select
  shared.copies,
  versions.title,
  case when articles.published_precision in ('day', 'week') then substr(articles.published_at, 1, 10) else articles.published_at end as published,
  articles.first_captured_at as first_seen,
  articles.site,
  articles.url,
  shared.version,
  articles.id as article
from shared
join versions on versions.id = shared.version
join articles on articles.url in (select readings.article from readings where readings.version = shared.version)
order by shared.copies desc, shared.version, articles.first_captured_at, articles.id
limit 1000
