package formulas

import (
	"net/http"

	"github.com/dop251/goja"
	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"
	lua "github.com/yuin/gopher-lua"
)

var operations = map[string]string{"sum": "a + b", "product": "a * b"}

func Known(c *gin.Context) {
	code, ok := operations[c.Query("operation")]
	if !ok {
		return
	}
	vm := goja.New()
	// ok: code-evaluation-go
	vm.RunString(code)
}

func Value(c *gin.Context) {
	vm := goja.New()
	// ok: code-evaluation-go
	vm.Set("input", c.Query("input"))
	// ok: code-evaluation-go
	vm.RunString("input.length")
}

func Formula(c *gin.Context) {
	vm := goja.New()
	// ruleid: code-evaluation-go
	vm.RunString(c.PostForm("formula"))
}

func Script(w http.ResponseWriter, r *http.Request) {
	state := lua.NewState()
	defer state.Close()
	// ruleid: code-evaluation-go
	if err := state.DoString(r.FormValue("script")); err != nil {
		http.Error(w, "bad script", http.StatusBadRequest)
	}
}

func Expression(c echo.Context) error {
	// ruleid: code-evaluation-go
	_, err := govaluate.NewEvaluableExpression(c.QueryParam("expression"))
	return err
}

func Plugin(w http.ResponseWriter, r *http.Request) {
	// ruleid: code-evaluation-go
	plugin.Open("/srv/plugins/" + chi.URLParam(r, "name"))
}
