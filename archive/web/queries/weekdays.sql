-- title: Weekdays and hours
-- section: Time
-- description: At which hour of which day of the week articles appear, by the clock of their site: of the newest 10,000
--   articles, or those of one site, each that has a time of day.
-- chart: bars x=hour y=articles by=weekday
with newest as materialized (
  select * from (
    select published_at, published_offset, published_precision from articles where :site = ''
    order by published_at desc limit 10000
  )
  union all
  select * from (
    select published_at, published_offset, published_precision from articles where site = trim(:site)
    order by published_at desc limit 10000
  )
),
times as (
  select datetime(published_at, published_offset) as at from newest
  where published_precision in ('minute', 'second') and published_offset <> ''
)
select
  case strftime('%w', at)
    when '0' then '7 Sunday' when '1' then '1 Monday' when '2' then '2 Tuesday' when '3' then '3 Wednesday'
    when '4' then '4 Thursday' when '5' then '5 Friday' else '6 Saturday'
  end as weekday,
  cast(strftime('%H', at) as integer) as hour,
  count(*) as articles
from times
where at is not null
group by hour, weekday
order by hour, weekday
