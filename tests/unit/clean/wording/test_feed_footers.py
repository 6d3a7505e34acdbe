"""Footers of blog software that say where a story appeared first."""

import pytest

from pipeline.clean.wording import is_feed_footer


@pytest.mark.parametrize(
    "line",
    [
        "The post Council votes for a wall appeared first on Harbour Gazette.",
        "The post Who pays? Nobody knows. first appeared on Harbour Gazette",
        "La entrada Un muro se publicó primero en El Faro.",
        "L’article Un mur est apparu en premier sur Le Phare.",
        "Der Beitrag Die Mauer steht erschien zuerst auf Hafenblatt.",
        "O post Um muro apareceu primeiro em O Farol.",
        "L'articolo Un muro proviene da Il Faro.",
        "Het bericht Een muur verscheen eerst op De Haven.",
        "Artykuł Mur pochodzi z serwisu Port.",
        "Сообщение Стена стоит появились сначала на Гавань.",
        "Запис Стіна спочатку з’явиться на Гавань.",
        "Mur dikildi yazısı ilk önce Liman üzerinde ortaya çıktı.",
        "ظهرت المقالة جدار جديد أولاً على الميناء.",
        "نوشته دیوار تازه اولین بار در بندر. پدیدار شد.",
        "投稿 新しい壁 は みなと に最初に表示されました。",
        "文章新墙建成最先出现在港口报。",
        "새 벽 게시물이 항구일보에 처음 등장했습니다.",
        "Bài viết Bức tường đã xuất hiện đầu tiên vào ngày Cảng.",
        "A(z) Új fal bejegyzés először Kikötő-n jelent meg.",
        "Inlägget Muren står dök först upp på Hamnen.",
        "Příspěvek Zeď stojí pochází z Přístav.",
    ],
)
def test_a_footer_is_known(line: str) -> None:
    assert is_feed_footer(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "The post was first held by Nora Tasker in 1998, and the council wants her back on the board.",
        "The article of the treaty that the delegates struck out had stood there since 1911.",
        "新的研究认为，这座墙最先出现在北方。",
        "彼は港に最初に着いた。",
        "Il muro di Osby proviene da un tempo in cui nessuno aveva ancora una barca.",
        "Artykuł trzeci traktatu skreślono przed głosowaniem w piątek.",
    ],
)
def test_prose_is_no_footer(line: str) -> None:
    assert not is_feed_footer(line)
