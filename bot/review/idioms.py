"""The idioms for errors, logging and validation, by language, and how often each is used."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.review.blanked import blanked
from bot.review.languages import Language


class Topic(StrEnum):
    """What an idiom is about."""

    ERRORS = "errors"
    LOGGING = "logging"
    VALIDATION = "validation"


@dataclass(frozen=True, slots=True)
class Idiom:
    """One way of doing something; `shown` is how people call it.

    A text that does not hold the `needle` does not hold the idiom: that is looked at first.
    """

    topic: Topic
    shown: str
    needle: str
    pattern: re.Pattern[str]
    in_strings: bool = False


def _idioms(topic: Topic, *rows: tuple[str, str, str]) -> tuple[Idiom, ...]:
    return tuple(Idiom(topic, shown, needle, re.compile(regex)) for shown, needle, regex in rows)


def _tags(topic: Topic, *rows: tuple[str, str, str]) -> tuple[Idiom, ...]:
    """Idioms that stand in strings, as the tags of Go's fields do."""
    return tuple(
        Idiom(topic, shown, needle, re.compile(regex), in_strings=True)
        for shown, needle, regex in rows
    )


_E, _L, _V = Topic.ERRORS, Topic.LOGGING, Topic.VALIDATION

# By language: what people call it, what it must hold, and what it looks like.
IDIOMS: Mapping[Language, tuple[Idiom, ...]] = {
    Language.PYTHON: (
        *_idioms(
            _E,
            ("raise HTTPException", "HTTPException", r"raise (?:\w+\.)?HTTPException\b"),
            ("raise …Error", "Error", r"raise (?:\w+\.)?\w*Error\b"),
            ("raise … from …", " from ", r"raise [^\n]{1,200} from \w"),
            ("except Exception", "except Exception", r"except Exception\b"),
            ("suppress(…)", "suppress(", r"suppress\("),
            ('return {"error": …}', "return {", r"return \{[\"']errors?[\"']"),
        ),
        *_idioms(
            _L,
            ("logger.exception", ".exception(", r"\blog(?:ger)?\.exception\("),
            ("logger.error", ".error(", r"\blog(?:ger)?\.error\("),
            (
                "logger.info, .warning, …",
                "log",
                r"\blog(?:ger)?\.(?:debug|info|warning|critical)\(",
            ),
            ("logging.info, .error, …", "logging.", r"\blogging\.(?:debug|info|warning|error)\("),
            ("print", "print(", r"(?<![\w.])print\("),
        ),
        *_idioms(
            _V,
            ("class …(BaseModel)", "BaseModel", r"class \w+\((?:\w+\.)?BaseModel\b"),
            ("Field(…)", "Field(", r"(?<![\w.])Field\("),
            ("@field_validator", "validator(", r"@(?:field_|model_)?validator\("),
            ("serializer.is_valid", ".is_valid(", r"\w+\.is_valid\("),
            ("isinstance", "isinstance(", r"(?<![\w.])isinstance\("),
        ),
    ),
    Language.JAVASCRIPT: (
        *_idioms(
            _E,
            ("throw new …Exception", "throw new", r"throw new \w+Exception\("),
            ("throw new Error", "throw new Error", r"throw new Error\("),
            ("throw new …Error", "throw new", r"throw new [A-Z]\w+Error\("),
            ("next(error)", "next(", r"\bnext\((?:e|err|error|new \w+\([^\n)]*\))\)"),
            ("res.status(…).json", ".status(", r"\b(?:res|reply|response)\.status\(\w+\)\.json\("),
            (".catch(…)", ".catch(", r"\.catch\("),
            ("return { error }", "error", r"return \{ ?(?:error|success: ?false|ok: ?false)\b"),
        ),
        *_idioms(
            _L,
            ("logger.error", ".error(", r"\b(?:logger|log)\.error\("),
            ("logger.info, .warn, …", "log", r"\b(?:logger|log)\.(?:debug|info|warn|trace)\("),
            ("console.error", "console.error", r"\bconsole\.error\("),
            ("console.log", "console.log", r"\bconsole\.(?:log|info|warn)\("),
        ),
        *_idioms(
            _V,
            ("z.object", "z.object", r"\bz\.object\("),
            (".safeParse", ".safeParse(", r"\.safeParse\("),
            ("Joi.object", "Joi.object", r"\bJoi\.object\("),
            ("yup.object", "yup.object", r"\byup\.object\("),
            ("@Is…()", "@Is", r"@Is[A-Z]\w+\("),
            ("typeof … ===", "typeof ", r"\btypeof [\w.]+ [!=]=="),
        ),
    ),
    Language.GO: (
        *_idioms(
            _E,
            ("fmt.Errorf with %w", "%w", r"\bfmt\.Errorf\([^\n]{0,300}%w"),
            ("fmt.Errorf without %w", "fmt.Errorf", r"\bfmt\.Errorf\((?![^\n]{0,300}%w)"),
            ("errors.Wrap", "errors.Wrap", r"\berrors\.Wrapf?\("),
            ("errors.New", "errors.New", r"\berrors\.New\("),
            ("return err as it is", "err", r"\breturn (?:[^\n,]{1,80}, ){0,2}err\n"),
            ("http.Error", "http.Error", r"\bhttp\.Error\("),
            ("panic", "panic(", r"(?<![\w.])panic\("),
        ),
        *_idioms(
            _L,
            ("slog.…", "slog.", r"\bslog\.(?:Debug|Info|Warn|Error)(?:Context)?\("),
            ("log.Printf, .Fatal, …", "log.", r"\blog\.(?:Print|Fatal|Panic)\w*\("),
            (
                "log.Error, .Info, …",
                "og",
                r"\b(?!slog)\w*[lL]og\w*(?:\(\))?\.(?:Debug|Info|Warn|Error)\w*\(",
            ),
            ("fmt.Println", "fmt.Print", r"\bfmt\.Print\w*\("),
        ),
        *_idioms(
            _V,
            ("ShouldBind…", "ShouldBind", r"\.ShouldBind\w*\("),
            ("validate.Struct", ".Struct(", r"\bvalidat\w+\.Struct\w*\("),
            (".Validate()", ".Validate(", r"\.Validate\("),
        ),
        *_tags(
            _V,
            ('`validate:"…"`', "validate:", r'\bvalidate:"'),
            ('`binding:"…"`', "binding:", r'\bbinding:"'),
        ),
    ),
    Language.JAVA: (
        *_idioms(
            _E,
            ("ResponseStatusException", "ResponseStatus", r"throw new ResponseStatusException\("),
            ("throw new …Exception", "Exception(", r"throw new (?!ResponseStatus)\w*Exception\("),
            (".orElseThrow", ".orElseThrow(", r"\.orElseThrow\("),
            ("@ExceptionHandler", "@ExceptionHandler", r"@ExceptionHandler\b"),
            ("catch (Exception …)", "Exception", r"catch \((?:final )?Exception \w+\)"),
            ("return null", "return null", r"\breturn null;"),
            ("printStackTrace", "printStackTrace", r"\.printStackTrace\("),
        ),
        *_idioms(
            _L,
            ("log.error", ".error(", r"\b(?:log|logger|LOG|LOGGER)\.error\("),
            (
                "log.info, .warn, …",
                ".",
                r"\b(?:log|logger|LOG|LOGGER)\.(?:trace|debug|info|warn)\(",
            ),
            ("System.out.println", "System.out", r"\bSystem\.(?:out|err)\.print"),
        ),
        *_idioms(
            _V,
            ("@Valid", "@Valid", r"@Valid(?:ated)?\b"),
            (
                "@NotNull, @NotBlank, @Size, …",
                "@",
                r"@(?:Not(?:Null|Blank|Empty)|Size|Min|Max|Pattern)\b",
            ),
            ("requireNonNull", "requireNonNull(", r"\brequireNonNull\("),
            ("Assert.…", "Assert.", r"\bAssert\.\w+\("),
        ),
    ),
    Language.KOTLIN: (
        *_idioms(
            _E,
            ("throw ResponseStatusException", "ResponseStatus", r"throw ResponseStatusException\("),
            ("throw …Exception", "Exception(", r"throw (?!ResponseStatus)\w*Exception\("),
            ("?: throw", "?: throw", r"\?: throw\b"),
            ("?: return", "?: return", r"\?: return\b"),
            ("runCatching", "runCatching", r"\brunCatching\b"),
            ("Result.failure", "Result.failure", r"\bResult\.failure\("),
            ("!!", "!!", r"(?<=[\w)\]])!!"),
        ),
        *_idioms(
            _L,
            ("logger.error { … }", ".error", r"\b(?:log|logger)\.error ?\{"),
            ("logger.info { … }, …", "log", r"\b(?:log|logger)\.(?:trace|debug|info|warn) ?\{"),
            ("logger.info(…), …", "log", r"\b(?:log|logger)\.(?:trace|debug|info|warn|error)\("),
            ("println", "println(", r"(?<![\w.])println\("),
        ),
        *_idioms(
            _V,
            ("@Valid", "@Valid", r"@Valid(?:ated)?\b"),
            ("@field:Not…", "@field:", r"@field:\w+"),
            ("require", "require(", r"(?<![\w.])require\("),
            ("requireNotNull", "requireNotNull(", r"(?<![\w.])requireNotNull\("),
            ("check", "check(", r"(?<![\w.])check\("),
        ),
    ),
    Language.RUST: (
        *_idioms(
            _E,
            ("?", "?", r"(?<=[\w)\]])\?(?=[;.,)\s])"),
            (".expect(…)", ".expect(", r"\.expect\("),
            (".map_err", ".map_err(", r"\.map_err\("),
            (".context", "context(", r"\.(?:with_)?context\("),
            ("bail!, anyhow!", "!(", r"\b(?:bail|anyhow|ensure)!\("),
            ("panic!", "panic!(", r"\bpanic!\("),
            (".unwrap()", ".unwrap()", r"\.unwrap\(\)"),
        ),
        *_idioms(
            _L,
            ("error!, warn!", "!(", r"\b(?:error|warn)!\("),
            ("info!, debug!, trace!", "!(", r"\b(?:info|debug|trace)!\("),
            ("println!, eprintln!", "println!(", r"\be?println!\("),
        ),
        *_idioms(
            _V,
            ("#[validate]", "#[validate", r"#\[validate\b"),
            (".validate()", ".validate(", r"\.validate\("),
            ("TryFrom", "TryFrom", r"\bimpl\b[^\n{]{0,80}\bTryFrom\b"),
        ),
    ),
}


def used_lines(text: str, language: Language) -> Mapping[Idiom, Sequence[int]]:
    """The lines, 1-based and ascending, on which each idiom of the language begins in a text.

    What stands in comments and strings does not count.
    """
    wanted = [one for one in IDIOMS[language] if one.needle in text]
    code = blanked(text, language) if wanted else ""
    return {one: tuple(_lines(one, text, code)) for one in wanted}


def _lines(idiom: Idiom, text: str, code: str) -> Iterable[int]:
    line, position = 1, 0
    for match in idiom.pattern.finditer(text):
        at = match.start()
        if idiom.in_strings or code[at] == text[at]:
            line += text.count("\n", position, at)
            position = at
            yield line
