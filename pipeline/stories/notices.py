"""Words by which an outlet says that a text was corrected or updated."""

import re
from enum import StrEnum

__all__ = ["Notice", "read_notice"]


class Notice(StrEnum):
    """What a text says about an earlier one."""

    CORRECTED = "corrected"
    UPDATED = "updated"


_CORRECTED = (
    "correction|corrected|corrects|clarification|korrektur|berichtigung|korrigiert|corrección|corrige|corregido|"
    "rectificación|rectificatif|correctif|corrigé|correzione|rettifica|corretto|correção|corrigido|correctie|gecorrigeerd|rättelse|rettelse|"
    "korrigert|korjaus|oikaisu|korekta|sprostowanie|oprava|helyesbítés|corectură|исправление|исправлено|поправка|уточнение|"
    "виправлення|διόρθωση|düzeltme|تصحيح|اصلاح|תיקון|सुधार|แก้ไข|更正|勘误|訂正|정정|ralat|đính chính"
)
_UPDATED = (
    r"updates?(?: ?\d+)?|updated|wrapup(?: ?\d+)?|write-?thru|\d(?:st|nd|rd|th) ?(?:ld|lead)|aktualisiert|"
    r"aktualisierung|(?:neu|\d\.) ?(?:lead|zusammenfassung)|actualización|actualizado|actualiza|amplía|mise à jour|"
    r"actualisé|actualisation|aggiornamento|aggiornato|atualização|atualizado|bijgewerkt|uppdaterad|oppdatert|opdateret|päivitys|"
    r"aktualizacja|aktualizováno|frissítve|actualizare|обновление|обновлено|оновлено|ενημέρωση|güncelleme|تحديث|به‌روزرسانی|עדכון|अपडेट|อัปเดต|更新|업데이트"
)
# A notice stands alone at the beginning of a line, or in brackets: "Correction: …", "(Updated) …", "UPDATE 2-…".
_FORM = r"(?:^|\n)\W*(?:{0})\s*(?:[:：;/)\]】）–—-]|$|\n)|[(\[【（](?:{0})(?:[:：]|[)\]】）])"
_FORMS = {
    Notice.CORRECTED: re.compile(_FORM.format(_CORRECTED), re.IGNORECASE),
    Notice.UPDATED: re.compile(_FORM.format(_UPDATED), re.IGNORECASE),
}
# Notices stand above the first paragraph or below the last.
_EDGE = 300


def read_notice(title: str | None, text: str) -> Notice | None:
    """Read whether a text says that it corrects or updates another, at its edges or in its title."""
    read = f"{title or ''}\n{text[:_EDGE]}\n{text[-_EDGE:]}" if len(text) > 2 * _EDGE else f"{title or ''}\n{text}"
    return next((notice for notice, form in _FORMS.items() if form.search(read)), None)
