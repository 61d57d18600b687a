package catalogue

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/antchfx/xmlquery"
	"github.com/antchfx/xpath"
	"github.com/beevik/etree"
	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"
)

func Constant(doc *xmlquery.Node) []*xmlquery.Node {
	// ok: xpath-query-go, xpath-query-parameter-go
	return xmlquery.Find(doc, "//book[@lang='en']")
}

func Number(doc *xmlquery.Node, c *gin.Context) (*xmlquery.Node, error) {
	id, err := strconv.Atoi(c.Param("id"))
	if err != nil {
		return nil, err
	}
	// ok: xpath-query-go, xpath-query-parameter-go
	return xmlquery.FindOne(doc, fmt.Sprintf("//book[@id=%d]", id)), nil
}

func Compared(doc *xmlquery.Node, title string) *xmlquery.Node {
	// ok: xpath-query-go, xpath-query-parameter-go
	for _, book := range xmlquery.Find(doc, "//book") {
		if book.SelectAttr("title") == title {
			return book
		}
	}
	return nil
}

func Title(doc *xmlquery.Node, title string) []*xmlquery.Node {
	// ruleid: xpath-query-parameter-go
	return xmlquery.Find(doc, "//book[@title='"+title+"']")
}

func Gin(doc *xmlquery.Node, c *gin.Context) *xmlquery.Node {
	// ruleid: xpath-query-go
	return xmlquery.FindOne(doc, fmt.Sprintf("//user[name='%s']", c.Query("name")))
}

func Chi(w http.ResponseWriter, r *http.Request) (*xpath.Expr, error) {
	// ruleid: xpath-query-go
	return xpath.Compile("//user[name='" + chi.URLParam(r, "name") + "']")
}

func Echo(c echo.Context, document *etree.Document) []*etree.Element {
	// ruleid: xpath-query-go
	return document.FindElements("//user[@name='" + c.QueryParam("name") + "']")
}

func Form(w http.ResponseWriter, r *http.Request, document *etree.Document) *etree.Element {
	// ruleid: xpath-query-go
	return document.FindElement(r.FormValue("path"))
}

func Author(doc *xmlquery.Node, name string) *xmlquery.Node {
	// ruleid: xpath-query-parameter-go
	return xmlquery.FindOne(doc, fmt.Sprintf("//author[name='%s']", name))
}
