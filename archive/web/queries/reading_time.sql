-- title: Reading time
-- section: Articles
-- description: How long articles are, at 230 words a minute: the newest 10,000, or those of one site. Texts that are known to
--   be cut off are counted apart.
-- chart: bars x=minutes y=articles,cut_off
with newest as materialized (
  select * from (select word_count, cut_off from articles where :site = '' order by published_at desc limit 10000)
  union all
  select * from (
    select word_count, cut_off from articles where site = trim(:site) order by published_at desc limit 10000
  )
)
select
  max(1, (word_count + 229) / 230) as minutes,
  count(*) filter (where cut_off is null) as articles,
  count(*) filter (where cut_off is not null) as cut_off
from newest
group by minutes
order by minutes
limit 500
