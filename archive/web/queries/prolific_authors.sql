-- title: Most prolific authors
-- section: Authors
-- description: The two hundred authors with the most articles, their share of all articles, and for how many sites they wrote.
-- chart: bars x=author y=articles
-- counts: articles by author
with most as materialized (
  select name, articles from tallies where what = 'author' and site = '' order by articles desc, name limit 200
),
of_sites as materialized (
  select name, count(*) as sites from tallies
  where what = 'author' and site <> '' and name in (select name from most)
  group by name
),
every as materialized (
  select total(articles) as articles from tallies where what = 'site' and site = ''
)
select
  most.name as author,
  most.articles,
  round(100.0 * most.articles / (select articles from every), 2) as percent,
  sites
from most join of_sites on of_sites.name = most.name
order by most.articles desc, author
