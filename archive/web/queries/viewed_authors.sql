-- title: Most viewed authors
-- section: Authors
-- description: How often the articles of each author were viewed on average, by the last count that their pages printed, in
--   the newest 5,000 articles: authors with the highest average first, with their most viewed article. An article of
--   several authors counts for each of them; rounded says how many of the counts are rounded ones.
-- chart: bars x=author y=average_views
with newest as materialized (
  select id, views, views_rounded from articles where published_day > '' order by published_day desc limit 5000
),
-- max() takes the other columns from the row of the most views.
counted as (
  select
    authors.name as author,
    cast(round(avg(newest.views)) as integer) as average_views,
    count(*) as articles,
    total(newest.views_rounded) as rounded,
    max(newest.views) as most_views,
    newest.id as example
  from newest cross join authors on authors.article = newest.id
  where newest.views is not null
  group by authors.name
  order by average_views desc, author
  limit 200
)
select
  author, average_views, counted.articles, cast(rounded as integer) as rounded, most_views, title, url, id as article
from counted join articles on articles.id = counted.example
order by average_views desc, author
