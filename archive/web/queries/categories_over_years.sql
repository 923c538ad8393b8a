-- title: Categories over the years
-- section: Time
-- description: How many articles each category has in each of the last five years, and their share of the year's. An
--   article in several categories counts in each of them. Give a first year to see more or fewer of them, or a site.
-- chart: bars x=year y=articles by=category
-- counts: articles by year category
with bounds as materialized (
  select coalesce(cast(nullif(trim(:from_year), '') as integer), max(year) - 4) as first from articles
),
counted as materialized (
  select
    cast(substr(name, -7, 4) as integer) as year,
    substr(name, 1, length(name) - 8) as category,
    cast(total(articles) as integer) as articles
  from tallies
  where what = 'category month' and site = trim(:site)
  group by 1, 2
)
select
  year,
  category,
  counted.articles,
  round(100.0 * counted.articles / (
    select tallies.articles from tallies
    where what = 'year' and tallies.name = cast(year as text) and tallies.site = trim(:site)
  ), 1) as percent
from counted
where year >= (select first from bounds)
order by year, category
limit 5000
