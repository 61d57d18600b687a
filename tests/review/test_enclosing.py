"""The function around a line is found in six languages, and nothing is guessed in broken code."""

import pytest

from bot.review.enclosing import MAX_LINES, enclosing
from bot.review.functions import MAX_TEXT, functions_of
from bot.review.languages import Language, language_of

PYTHON = '''\
import os

@app.get("/a")
@guarded
async def read(
    a: int,
) -> str:
    """It says def other(): at the
left edge."""
    text = f"def no(): {a}"

    # def neither():
    def inner() -> None:
        pass

    return text
TOP = 1


class A:
    def method(self):
        return {
            1: 2,
        }
'''
TYPESCRIPT = """\
import x from "y";
const limit = { a: 1 };

export async function load(
  id: string,
  options = { deep: true },
): Promise<{ id: string }> {
  const text = `{ ${id ? `${id} }` : "{"} `;
  if (options.deep) {
    return { id }; // }
  }
  return items.map((one) => {
    return one;
  });
}

export const save = async (item: Item): Promise<void> => {
  await db.put(item, /[{}"]/.source);
};

class Shop {
  private readonly open = true;

  @Get(":id")
  async find(@Param("id") id: string) {
    switch (id) {
      case "a": {
        return 1;
      }
    }
  }
}

app.get("/x", async (req, res) => {
  res.json({});
});
"""
GO = """\
package shop

type Store struct {
	name string
}

func (s *Store) Find(id string, v interface{}) (map[string]interface{}, error) {
	x := 1
	if x > 0 {
		return nil, errors.New(`}`)
	}
	go func() {
		s.run('}', "{")
	}()
	return nil, nil
}

func Map[T any](in []T) []T {
	return in
}
"""
JAVA = """\
package shop;

public class Shop implements Open {
    private final Map<String, List<Item>> items = new HashMap<>();

    @GetMapping("/{id}")
    public ResponseEntity<Item> find(@PathVariable String id)
            throws NotFound, Gone
    {
        for (int i = 0; i < 1; i++) {
            try (var in = open()) {
                log.info("}" + '{');
            } catch (IOException e) {
                throw new Gone(e);
            }
        }
        return new Answer(id) {
            @Override
            public String toString() {
                return "x";
            }
        };
    }

    public record Point(int x, int y) {
    }
}
"""
KOTLIN = """\
package shop

class Shop(private val items: Items) : Open() {
    /* { /* nested { */ */
    suspend fun <T> find(id: String): T? {
        val text = "${items.map { "}" }} {"
        return when (id) {
            "a" -> null
            else -> items[id]
        }
    }

    fun Item.price() = runCatching {
        cents / 100
    }
}
"""
RUST = """\
use std::fmt;

impl<'a> Shop<'a> {
    #[instrument]
    pub async fn find<T>(&'a self, id: &str) -> Result<T, Error>
    where
        T: From<Item>,
    {
        let text = r#"{ " "#;
        match id {
            "}" => Err(Error::Gone('{')),
            _ => Ok(self.items.get(id)?.into()),
        }
    }
}

fn free() {}
"""


@pytest.mark.parametrize(
    ("language", "text", "line", "found"),
    [
        (Language.PYTHON, PYTHON, 1, None),
        (Language.PYTHON, PYTHON, 3, (3, 16)),
        (Language.PYTHON, PYTHON, 9, (3, 16)),
        (Language.PYTHON, PYTHON, 14, (13, 14)),
        (Language.PYTHON, PYTHON, 16, (3, 16)),
        (Language.PYTHON, PYTHON, 17, None),
        (Language.PYTHON, PYTHON, 23, (21, 24)),
        (Language.JAVASCRIPT, TYPESCRIPT, 2, None),
        (Language.JAVASCRIPT, TYPESCRIPT, 5, (4, 15)),
        (Language.JAVASCRIPT, TYPESCRIPT, 8, (4, 15)),
        (Language.JAVASCRIPT, TYPESCRIPT, 13, (4, 15)),
        (Language.JAVASCRIPT, TYPESCRIPT, 18, (17, 19)),
        (Language.JAVASCRIPT, TYPESCRIPT, 22, None),
        (Language.JAVASCRIPT, TYPESCRIPT, 28, (24, 31)),
        (Language.JAVASCRIPT, TYPESCRIPT, 35, (34, 36)),
        (Language.GO, GO, 4, None),
        (Language.GO, GO, 8, (7, 16)),
        (Language.GO, GO, 13, (7, 16)),
        (Language.GO, GO, 19, (18, 20)),
        (Language.JAVA, JAVA, 4, None),
        (Language.JAVA, JAVA, 6, (6, 23)),
        (Language.JAVA, JAVA, 14, (6, 23)),
        (Language.JAVA, JAVA, 20, (18, 21)),
        (Language.JAVA, JAVA, 26, None),
        (Language.KOTLIN, KOTLIN, 4, None),
        (Language.KOTLIN, KOTLIN, 8, (5, 11)),
        (Language.KOTLIN, KOTLIN, 14, (13, 15)),
        (Language.RUST, RUST, 1, None),
        (Language.RUST, RUST, 4, (4, 14)),
        (Language.RUST, RUST, 11, (4, 14)),
        (Language.RUST, RUST, 17, (17, 17)),
    ],
)
def test_the_function_around_a_line_is_found(
    language: Language, text: str, line: int, found: tuple[int, int] | None
) -> None:
    assert enclosing(text.split("\n"), line, language) == found


def test_functions_have_their_names_and_say_whether_they_are_free() -> None:
    def told(text: str, language: Language) -> list[tuple[str, bool]]:
        return [(one.name, one.is_free) for one in functions_of(text, language)]

    assert told(PYTHON, Language.PYTHON) == [("read", True), ("inner", False), ("method", False)]
    assert told(GO, Language.GO) == [("Find", False), ("", False), ("Map", True)]
    assert told(JAVA, Language.JAVA) == [("find", False), ("toString", False)]
    assert told(KOTLIN, Language.KOTLIN) == [("find", False), ("price", False)]
    assert told(RUST, Language.RUST) == [("find", False), ("free", True)]
    named = [one for one in told(TYPESCRIPT, Language.JAVASCRIPT) if one[0]]
    assert named == [("load", True), ("save", True), ("find", False)]


def test_the_widest_answer_is_the_narrowest_that_fits() -> None:
    body = [f"    step({number})" for number in range(MAX_LINES)]
    lines = ["def long():", *body, "    def short():", "        pass", *body]
    assert enclosing(lines, MAX_LINES + 3, Language.PYTHON) == (MAX_LINES + 2, MAX_LINES + 3)
    assert enclosing(lines, 2, Language.PYTHON) == (1, len(lines))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    "text", ["", "}", ")]}", "{(", "def", "func", "'", '"""', "`${", "/*", "\\", "def a(:\n  x"]
)
def test_broken_code_breaks_nothing(language: Language, text: str) -> None:
    for one in functions_of(text, language):
        assert 1 <= one.first <= one.last <= text.count("\n") + 1


def test_what_nobody_wrote_by_hand_has_no_functions() -> None:
    small = "function a() {}\n"
    assert functions_of(small, Language.JAVASCRIPT)
    assert functions_of(small * (MAX_TEXT // len(small) + 1), Language.JAVASCRIPT) == ()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    "piece", ["{", "() => {}", "=/[", "x():y: ", "`${", 'r#"', "/*", "def a(:\n "]
)
@pytest.mark.timeout(30)
def test_a_hostile_file_takes_no_time(language: Language, piece: str) -> None:
    functions_of(piece * (MAX_TEXT // len(piece)), language)


def test_languages_are_told_by_the_extension() -> None:
    assert language_of("a/b.TSX") is Language.JAVASCRIPT
    assert language_of("a/b.kts") is Language.KOTLIN
    assert language_of("py") is None
    assert language_of("a.py/Makefile") is None
