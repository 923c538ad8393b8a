-- title: Most viewed authors
-- section: Authors
-- description: How often an article of each author was viewed, by the last count that their pages printed, in the newest 5,000
--   articles: authors with the highest median first, with their most viewed article. Half of an author's articles have at
--   least so many views, so that one article which very many read does not decide. An article of several authors counts
--   for each of them; rounded says how many of the counts are rounded ones.
-- chart: bars x=author y=median_views
with newest as materialized (
  select id, views, views_rounded from articles where published_day > '' order by published_day desc limit 5000
),
ranked as materialized (
  select
    authors.name as author,
    newest.id,
    newest.views,
    newest.views_rounded,
    row_number() over (partition by authors.name order by newest.views, newest.id) as place,
    count(*) over (partition by authors.name) as articles
  from newest cross join authors on authors.article = newest.id
  where newest.views is not null
),
-- max() takes the other columns from the row of the most views; of an even number of articles the median is between two.
counted as (
  select
    author,
    cast(round(avg(views) filter (where place in ((articles + 1) / 2, (articles + 2) / 2))) as integer) as median_views,
    articles,
    total(views_rounded) as rounded,
    max(views) as most_views,
    id as example
  from ranked
  group by author
  order by median_views desc, author
  limit 200
)
select
  author, median_views, counted.articles, cast(rounded as integer) as rounded, most_views, title, url, id as article
from counted join articles on articles.id = counted.example
order by median_views desc, author
