-- title: Authors of several sites
-- section: Authors
-- description: Names that stand in the bylines of more than one site, with the number of articles of each. Two persons may have
--   one name.
-- counts: articles by author
select
  name as author,
  count(*) as sites,
  cast(total(articles) as integer) as articles,
  group_concat(site || ': ' || articles, ', ') as articles_of_each
from (select name, site, articles from tallies where what = 'author' and site <> '' order by name, site)
group by name
having count(*) > 1
order by sites desc, articles desc, author
limit 500
