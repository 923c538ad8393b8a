-- title: Weekdays and hours
-- section: Time
-- description: At which hour of which day of the week articles appear, by the clock of their site: each article that has a time of
--   day. Give a site to see only its articles.
-- chart: bars x=hour y=articles by=weekday
select
  case substr(name, 1, 1)
    when '1' then '1 Monday' when '2' then '2 Tuesday' when '3' then '3 Wednesday' when '4' then '4 Thursday'
    when '5' then '5 Friday' when '6' then '6 Saturday' else '7 Sunday'
  end as weekday,
  cast(substr(name, 3) as integer) as hour,
  articles
from tallies
where what = 'hour' and site = trim(:site)
order by hour, weekday
