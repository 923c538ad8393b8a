-- title: Rising tags
-- section: Time
-- description: Tags that articles of the newest 90 days have more often than those of the 90 days before. Give another number of
--   days.
-- chart: bars x=tag y=gained
with bounds as materialized (
  select
    max(published_day) as last,
    max(1, cast(coalesce(nullif(trim(:days), ''), '90') as integer)) as days
  from articles
),
edges as materialized (
  select
    last,
    date(last, '-' || days || ' days') as middle,
    date(last, '-' || (2 * days) || ' days') as first
  from bounds
),
counted as materialized (
  select
    tags.name,
    count(*) filter (where published_day > (select middle from edges)) as articles,
    count(*) filter (where published_day <= (select middle from edges)) as before
  from articles cross join tags on tags.article = articles.id
  where published_day > (select first from edges)
  group by tags.name
)
select
  name as tag,
  articles,
  before as articles_before,
  articles - before as gained
from counted
where articles > before
order by gained desc, articles desc, tag
limit 200
