-- title: Reading time
-- section: Articles
-- description: How long articles are, at 230 words a minute. Texts that are known to be cut off are counted apart. Give a site to
--   see only its articles.
-- chart: bars x=minutes y=articles,cut_off
select
  cast(name as integer) as minutes,
  cast(total(articles) filter (where what = 'minutes') as integer) as articles,
  cast(total(articles) filter (where what = 'minutes of a part') as integer) as cut_off
from tallies
where what in ('minutes', 'minutes of a part') and site = trim(:site)
group by minutes
order by minutes
limit 500
