package catalogue

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/elastic/go-elasticsearch/v8"
	"github.com/elastic/go-elasticsearch/v8/esapi"
	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"
	"github.com/machinebox/graphql"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/redis/go-redis/v9"
)

func Encoded(c *gin.Context, es *elasticsearch.Client) error {
	body, err := json.Marshal(map[string]any{"query": map[string]any{"match": map[string]any{"name": c.Query("q")}}})
	if err != nil {
		return err
	}
	// ok: query-language-building-go, query-language-building-parameter-go
	_, err = es.Search(es.Search.WithBody(strings.NewReader(string(body))))
	return err
}

func Variables(name string) *graphql.Request {
	// ok: query-language-building-go, query-language-building-parameter-go
	request := graphql.NewRequest("query ($name: String!) { user(name: $name) { id } }")
	request.Var("name", name)
	return request
}

func Parameters(ctx context.Context, session neo4j.SessionWithContext, name string) error {
	// ok: query-language-building-go, query-language-building-parameter-go
	_, err := session.Run(ctx, "MATCH (n:User {name: $name}) RETURN n", map[string]any{"name": name})
	return err
}

func Lua(ctx context.Context, rdb *redis.Client, key string) error {
	// ok: query-language-building-go, query-language-building-parameter-go
	return rdb.Eval(ctx, "return redis.call('get', KEYS[1])", []string{key}).Err()
}

func Search(c *gin.Context, es *elasticsearch.Client) error {
	body := fmt.Sprintf(`{"query": {"match": {"name": "%s"}}}`, c.Query("q"))
	// ruleid: query-language-building-go
	_, err := es.Search(es.Search.WithBody(strings.NewReader(body)))
	return err
}

func Raw(ctx context.Context, client *elasticsearch.Client, name string) error {
	request := esapi.SearchRequest{
		Index: []string{"products"},
		// ruleid: query-language-building-parameter-go
		Body: strings.NewReader(`{"query": {"query_string": {"query": "` + name + `"}}}`),
	}
	_, err := request.Do(ctx, client)
	return err
}

func User(name string) *graphql.Request {
	// ruleid: query-language-building-parameter-go
	return graphql.NewRequest(`query { user(name: "` + name + `") { id } }`)
}

func Graph(w http.ResponseWriter, r *http.Request, session neo4j.SessionWithContext) {
	// ruleid: query-language-building-go
	session.Run(r.Context(), "MATCH (n {name: '"+chi.URLParam(r, "name")+"'}) RETURN n", nil)
}

func Script(c echo.Context, rdb *redis.Client) error {
	// ruleid: query-language-building-go
	return rdb.Eval(c.Request().Context(), "return redis.call('get', '"+c.Param("key")+"')", nil).Err()
}
