-- title: Copied or syndicated
-- section: Sources
-- description: Articles that have much of the text of an earlier one, word for word, on any site. The
--   original is only a candidate: the earliest of those in this archive, by its date of publication, or by its first
--   capture if that is earlier or it has no date. The share is the percent of the copy's sequences of eight words that
--   the original has too, the other one that of the original's. Give a site, or the least percent of either share.
with pairs as materialized (
  select * from copies
  where max(share_of_copy, share_of_original) >= cast(:percent as real)
    and not exists (
      select 1 from copies as earlier join copies as both
        on both.original = earlier.original and both.copy = copies.copy
      where earlier.copy = copies.original
    )
    and (:site = '' or trim(:site) in (
      (select site from articles where id = copies.copy), (select site from articles where id = copies.original)
    ))
  order by copy_at desc, copy, original limit 500
)
select
  copied.title,
  original.url as original,
  pairs.share_of_copy as share,
  pairs.share_of_original,
  '/-/diff?before=' || pairs.original_version || '&after=' || pairs.copy_version as difference,
  copied.site,
  original.site as original_site,
  pairs.copy_at as since,
  pairs.original_at as original_since,
  pairs.source_says,
  case when pairs.original_version <> original.version then 'an earlier version' end as copied_from,
  pairs.copy_at_by as since_by,
  pairs.original_at_by as original_since_by,
  copied.url,
  pairs.copy as article
from pairs
join articles as copied on copied.id = pairs.copy
join articles as original on original.id = pairs.original
order by pairs.copy_at desc, pairs.copy, pairs.shared desc, pairs.original
