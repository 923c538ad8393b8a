-- title: Who comments
-- section: Authors
-- description: The names under the most comments, on how many articles they stand, and when the newest was written. Two
--   persons may have one name.
-- chart: bars x=commenter y=comments
with most as materialized (
  select author, count(*) as comments from comments where author is not null
  group by author order by comments desc, author limit 200
)
select
  most.author as commenter,
  most.comments,
  count(distinct comments.article) as articles,
  min(comments.published_at) as first,
  max(comments.published_at) as latest
from most join comments on comments.author = most.author
group by most.author, most.comments
order by most.comments desc, commenter
