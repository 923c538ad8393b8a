-- title: Who cites whom
-- section: Sources
-- description: Which domains each author links to, in the newest 5,000 articles. Give an author or a domain, or a part of
--   one, or a first day for all articles since then. The whole of it as a graph is the export `graphml`, for Gephi or networkx.
with bounds as materialized (
  select coalesce(
    nullif(trim(:since), ''),
    (select published_day from articles where published_day > '' order by published_day desc limit 1 offset 4999),
    ''
  ) as since
),
citing as materialized (
  select id, site, substr(url, instr(url, '://') + 3) as address
  from articles where published_day >= (select since from bounds)
),
cited as materialized (
  select citing.id, citing.site, links.domain, count(*) as links
  from citing cross join links on links.article = citing.id
  where links.domain <> '' and instr(links.domain, lower(trim(:domain)))
    -- Not the site's own domain: the host ends at the first colon or slash of the address.
    and substr(
      '.' || substr(address, 1, instr(replace(address, ':', '/') || '/', '/') - 1), -length(links.domain) - 1
    ) <> '.' || links.domain
  group by citing.id, citing.site, links.domain
)
select
  authors.name as author,
  cited.domain,
  count(*) as articles,
  cast(total(cited.links) as integer) as links,
  group_concat(distinct cited.site) as sites
from cited cross join authors on authors.article = cited.id
where instr(lower(authors.name), lower(trim(:author)))
group by author, cited.domain
order by articles desc, links desc, author, cited.domain
limit 1000
