-- title: Views over time
-- section: Time
-- description: The counts of views that pages printed, and the gain since the count before of the same kind: an exact count is
--   compared with exact ones, a rounded one such as 1.6k with rounded ones. Give a part of a title or URL to see only
--   those articles. Of the 300 most viewed ones; without such a part, of all.
with viewed as materialized (
  -- An index has these columns alone, and is in this order.
  select id, url, title from articles
  where views is not null
    and (:article = '' or instr(lower(title), lower(trim(:article))) or instr(url, trim(:article)))
  order by views desc limit 300
)
select
  title,
  view_counts.captured_at as captured,
  view_counts.views,
  iif(view_counts.views_rounded, 'rounded', 'exact') as count,
  view_counts.views - lag(view_counts.views) over counts as gained,
  -- Two counts within half a day say too little of a daily rate.
  iif(
    julianday(view_counts.captured_at) - julianday(lag(view_counts.captured_at) over counts) >= 0.5,
    round(
      (view_counts.views - lag(view_counts.views) over counts)
        / (julianday(view_counts.captured_at) - julianday(lag(view_counts.captured_at) over counts)), 1
    ),
    null
  ) as gained_per_day,
  url,
  id as article
from viewed join view_counts on view_counts.article = viewed.url
window counts as (
  partition by view_counts.article, ifnull(view_counts.views_rounded, 0) order by view_counts.captured_at, view_counts.capture
)
order by title, id, captured
limit 1000
