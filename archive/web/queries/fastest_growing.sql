-- title: Fastest growing views
-- section: Time
-- description: How many views a day an article gained between its last two counts of one kind, exact or rounded: of the thousand
--   newest and the thousand most viewed articles, those that gained the most first. Counts that lie less than half a day
--   apart are left out.
with candidates as materialized (
  select id, url from (select id, url from articles where views is not null order by published_at desc limit 1000)
  union
  select id, url from (select id, url from articles where views is not null order by views desc limit 1000)
),
counts as materialized (
  select
    candidates.id,
    readings.captured_at,
    readings.views,
    readings.views_rounded,
    lag(readings.captured_at) over kinds as before_at,
    lag(readings.views) over kinds as before,
    row_number() over (partition by candidates.id order by readings.captured_at desc, readings.capture) as place
  from candidates join readings on readings.article = candidates.url
  where readings.views is not null
  window kinds as (
    partition by candidates.id, ifnull(readings.views_rounded, 0) order by readings.captured_at, readings.capture
  )
)
select
  round((counts.views - before) / (julianday(counts.captured_at) - julianday(before_at)), 1) as gained_per_day,
  counts.views,
  iif(counts.views_rounded, 'rounded', 'exact') as count,
  before_at as counted_before,
  counts.captured_at as counted,
  title,
  published_day as published,
  site,
  url,
  articles.id as article
from counts join articles on articles.id = counts.id
where place = 1 and julianday(counts.captured_at) - julianday(before_at) >= 0.5
order by gained_per_day desc, articles.id
limit 200
