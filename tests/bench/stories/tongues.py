"""Six invented press languages: real function words, invented nouns and names, the same for the same seed."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What a language is written with: function words, syllables, the blank between words and the final stop."""

    language: str
    function_words: str
    syllables: Sequence[str]
    blank: str = " "
    stop: str = ". "
    nouns_have_capitals: bool = False
    has_capitals: bool = True


def _syllables(onsets: str, vowels: str, codas: Sequence[str]) -> Sequence[str]:
    return [onset + vowel + coda for onset in onsets.split() for vowel in vowels.split() for coda in codas]


_LATIN = "b d f g h k l m n p r s t v st tr pl kr"
_CHINESE = [chr(code) for code in range(0x4E10, 0x4E10 + 2400, 2)]

SCRIPTS = (
    Script(
        language="en",
        function_words="the of to and a in on for that was with by said is at from it as has were which had after",
        syllables=_syllables(_LATIN, "a e i o u", ("", "n", "r", "l")),
    ),
    Script(
        language="de",
        function_words="der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an",
        syllables=_syllables(_LATIN + " sch", "a e i o u au ei", ("", "n", "r", "cht")),
        nouns_have_capitals=True,
    ),
    Script(
        language="es",
        function_words="de la que el en y a los del se las por un para con no una su al lo como más pero",
        syllables=_syllables("b c d f g l m n p r s t v", "a e i o u ía ió", ("", "n", "s")),
    ),
    Script(
        language="ru",
        function_words="в и на что не с он по это из к за как у от о для был его но при же",
        syllables=_syllables("б в г д з к л м н п р с т ст пр", "а е и о у я", ("", "н", "л", "ть")),
    ),
    Script(
        language="ar",
        function_words="في من على أن إلى التي عن مع هذا الذي كان ما بعد قال لا بين حول قد خلال",
        syllables=_syllables("ب ت ج ح د ر س ش ع ف ق ك ل م ن", "ا و ي", ("", "ر", "ن", "م")),
        has_capitals=False,
    ),
    Script(
        language="zh",
        function_words="的 一 是 在 了 有 和 人 这 中 大 为 上 个 国 我 以 要 他 时 来 用 们",
        syllables=_CHINESE,
        blank="",
        stop="。",
        has_capitals=False,
    ),
)


class Tongue:
    """A language to write invented news in."""

    def __init__(self, script: Script, random: Random) -> None:
        self.script = script
        self.random = random
        self.function_words = script.function_words.split()
        self._words = [self._word() for _ in range(3_000)]
        # Words of a language are used by Zipf's law.
        self._weights = [1 / (n + 3) for n in range(len(self._words))]
        self.names = [self._name() for _ in range(600)]
        self._phrases = [self._run(random.randint(3, 7)) for _ in range(150)]

    def _word(self) -> str:
        longest = 2 if not self.script.blank else 3
        return "".join(self.random.choice(self.script.syllables) for _ in range(self.random.randint(1, longest)))

    def _name(self) -> str:
        word = "".join(self.random.choice(self.script.syllables) for _ in range(2))
        return word.capitalize() if self.script.has_capitals else word

    def _run(self, length: int) -> list[str]:
        content = self.random.choices(self._words, self._weights, k=length)
        return [
            self.random.choice(self.function_words) if self.random.random() < 0.42 else self._cased(word)
            for word in content
        ]

    def _cased(self, word: str) -> str:
        return word.capitalize() if self.script.nouns_have_capitals and self.random.random() < 0.5 else word

    def name(self) -> str:
        """A person or a place."""
        return self.random.choice(self.names)

    def words(self, length: int) -> list[str]:
        """A run of words; names, figures and set phrases occur in it."""
        found: list[str] = []
        while len(found) < length:
            chance = self.random.random()
            if chance < 0.10:
                found.append(self.name())
            elif chance < 0.14:
                found.append(str(self.random.randint(2, 99) if chance < 0.12 else self.random.randint(100, 99_999)))
            elif chance < 0.16:
                found += self.random.choice(self._phrases)
            else:
                found += self._run(self.random.randint(1, 4))
        return found[:length]

    def written(self, words: Sequence[str]) -> str:
        """Words as a sentence."""
        text = self.script.blank.join(words)
        return text[:1].upper() + text[1:] + self.script.stop.strip()

    def sentence(self, least: int = 9, most: int = 26) -> str:
        """A sentence of so many words."""
        return self.written(self.words(self.random.randint(least, most)))

    def paragraph(self, least: int = 1, most: int = 3) -> str:
        """A paragraph of so many sentences."""
        glue = " " if self.script.blank else ""
        return glue.join(self.sentence() for _ in range(self.random.randint(least, most)))

    def title(self) -> str:
        """A headline."""
        return self.written(self.words(self.random.randint(5, 10))).rstrip(".。")
