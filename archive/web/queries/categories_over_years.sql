-- title: Categories over the years
-- section: Time
-- description: How many articles each category has in each of the last five years, and their share of the year's. An
--   article in several categories counts in each of them. Give a first year to see more or fewer of them, or a site.
-- chart: bars x=year y=articles by=category
with bounds as materialized (
  select coalesce(cast(nullif(trim(:from_year), '') as integer), max(year) - 4) as first from articles
)
select
  year,
  categories.name as category,
  count(*) as articles,
  round(100.0 * count(*) / (
    select tallies.articles from tallies
    where what = 'year' and tallies.name = cast(year as text) and tallies.site = trim(:site)
  ), 1) as percent
from articles join categories on categories.article = articles.id
where year >= (select first from bounds) and (:site = '' or site = trim(:site))
group by year, category
order by year, category
limit 5000
