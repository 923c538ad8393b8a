-- title: Fields that are missing
-- section: Quality
-- description: For each site and field, how many of the newest 10,000 articles, or of those of one site, lack it. A field that
--   a site never states is missing in all of them; one that is missing in a few may be read wrongly there.
-- chart: bars x=field y=missing by=site
with newest as materialized (
  select * from (
    select site, title is null as title, authors = '[]' as authors, published_at is null as published,
      updated_at is null as updated, subtitle is null as subtitle, description is null as description,
      categories = '[]' as categories, tags = '[]' as tags, language is null as language, image_url is null as image,
      views is null as views
    from articles where :site = '' order by published_at desc limit 10000
  )
  union all
  select * from (
    select site, title is null as title, authors = '[]' as authors, published_at is null as published,
      updated_at is null as updated, subtitle is null as subtitle, description is null as description,
      categories = '[]' as categories, tags = '[]' as tags, language is null as language, image_url is null as image,
      views is null as views
    from articles where site = trim(:site) order by published_at desc limit 10000
  )
),
counted as materialized (
  select
    site,
    count(*) as articles,
    sum(title) as title,
    sum(authors) as authors,
    sum(published) as published,
    sum(updated) as updated,
    sum(subtitle) as subtitle,
    sum(description) as description,
    sum(categories) as categories,
    sum(tags) as tags,
    sum(language) as language,
    sum(image) as image,
    sum(views) as views
  from newest
  group by site
),
lacking as (
  select site, articles, 'title' as field, title as missing from counted
  union all select site, articles, 'authors', authors from counted
  union all select site, articles, 'published', published from counted
  union all select site, articles, 'updated', updated from counted
  union all select site, articles, 'subtitle', subtitle from counted
  union all select site, articles, 'description', description from counted
  union all select site, articles, 'categories', categories from counted
  union all select site, articles, 'tags', tags from counted
  union all select site, articles, 'language', language from counted
  union all select site, articles, 'image', image from counted
  union all select site, articles, 'views', views from counted
)
select
  site,
  field,
  missing,
  articles,
  round(100.0 * missing / articles, 1) as percent
from lacking
order by site, missing desc, field
limit 1000
