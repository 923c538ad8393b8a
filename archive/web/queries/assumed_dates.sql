-- title: Assumed zones and ambiguous dates
-- section: Quality
-- description: Dates of publication among the newest 10,000 articles that say less than an instant: the zone is assumed from
--   the profile, day and month cannot be told apart, the page counts back, gives only a day, or no date at all. Give a
--   doubt to see only those: zone, ambiguous, counted back, day, none.
with doubts as (
  select
    case
      when published_precision = 'ambiguous' then 'ambiguous'
      when published_at is null then 'none'
      when published_precision in ('hour', 'week', 'month', 'year') then 'counted back'
      when published_precision = 'day' then 'day'
      when published_zone = 'assumed' then 'zone'
    end as doubt,
    title, published_day, published_at, published_text, published_zone, published_precision, site, url, id
  from (
    select title, published_day, published_at, published_text, published_zone, published_precision, site, url, id
    from articles order by published_at desc limit 10000
  )
)
select
  doubt,
  title,
  published_text as as_printed,
  published_day as published,
  published_precision as precision,
  published_zone as zone,
  site,
  url,
  id as article
from doubts
where doubt is not null and (:doubt = '' or doubt = lower(trim(:doubt)))
order by doubt, published_at desc, id
limit 1000
