"""Words that say what a date is of: a publication, a change, or something else (values only)."""

# Beginnings of words, by what the date beside them is of; of the words before a date the last one counts.
UPDATED = (
    r"updat|modif|\bedited|\blast edit|revis|\breviewed|refresh|aktualis|geändert|\bstand\s*:?\s*$|bearbeitet|mis(?:e)? à jour|"
    r"actuali[zts]|atualiz|aggiorna|bijgewerkt|gewijzigd|zmodyf|обновл|изменен|оновлен|змінен|güncelle|تحديث|تعديل|به‌روز|بروز|ویرایش|"
    r"עודכן|עדכון|अपडेट|अद्यतन|diperbarui|diubah|pembaruan|cập nhật|sửa|更新|修改|修正|업데이트|수정|อัปเดต|อัพเดต|แก้ไข|ενημ[εέ]ρ|τροποπο|"
    r"uppdater|ändrad|opdater|ændret|oppdater|endret|päivite|muokat|upraven|změn|frissít|módosít|ažurira|обнов"
)
PUBLISHED = (
    r"publi[csqké]|\bdatum\b|\bdate\b\s*:|\bfecha\b|\bдата\b|\bposted|\breleased|\bissued|first appeared|veröffentlicht|erschienen|erstellt|online seit|en ligne|gepubliceerd|geplaatst|"
    r"gepost|utworzon|dodano|опубл|создан|размещ|yayın|نشر|منتشر|انتشار|פורסם|प्रकाशित|diterbitkan|ditulis|tayang|dipublikasi|đăng|xuất bản|"
    r"发布|發布|發佈|公開|掲載|投稿|刊登|입력|등록|게시|작성|เผยแพร่|โพสต์|δημοσ[ιί]|ανάρτ|udgivet|offentlig|julkais|zveřejn|vydán|megjelen|közzé"
)
# The date of a meeting, of a price, of a right, of a law or of somebody's work is no date of the text.
OTHER = (
    r"©|copyright|\ball rights|\bevent\b|\bdeadline|\bexpire|\bvalid (?:until|from|through)|\bjoined|\bmember since|\bregister|\bborn\b|\bdied\b|"
    r"\baccessed|\bretrieved|abgerufen|\bconsulté|\bregistration|\bstarts?\b|\bends?\b|\bcloses?\b|\bnext\b|\bsince\b|\beffective\b|\bversion\b|\bfounded\b"
)
