package directory

import (
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/go-ldap/ldap/v3"
	"github.com/labstack/echo/v4"
)

func Escaped(conn *ldap.Conn, name string) *ldap.SearchRequest {
	// ok: ldap-query-go, ldap-query-parameter-go
	return ldap.NewSearchRequest("dc=example", 2, 0, 0, 0, false, fmt.Sprintf("(uid=%s)", ldap.EscapeFilter(name)), nil, nil)
}

func Constant(conn *ldap.Conn) *ldap.SearchRequest {
	// ok: ldap-query-go, ldap-query-parameter-go
	return ldap.NewSearchRequest("dc=example", 2, 0, 0, 0, false, "(objectClass=person)", nil, nil)
}

func Bound(conn *ldap.Conn, name, password string) error {
	// ok: ldap-query-go, ldap-query-parameter-go
	return conn.Bind("uid="+ldap.EscapeDN(name)+",dc=example", password)
}

func Find(conn *ldap.Conn, name string) *ldap.SearchRequest {
	// ruleid: ldap-query-parameter-go
	return ldap.NewSearchRequest("dc=example", 2, 0, 0, 0, false, fmt.Sprintf("(uid=%s)", name), nil, nil)
}

func Gin(c *gin.Context) *ldap.SearchRequest {
	filter := "(&(objectClass=person)(mail=" + c.Query("mail") + "))"
	// ruleid: ldap-query-go
	return &ldap.SearchRequest{BaseDN: "dc=example", Filter: filter}
}

func Login(w http.ResponseWriter, r *http.Request, conn *ldap.Conn) {
	// ruleid: ldap-query-go
	if err := conn.Bind("uid="+r.FormValue("name")+",dc=example", r.FormValue("password")); err != nil {
		http.Error(w, "unknown", http.StatusUnauthorized)
	}
}

func Group(w http.ResponseWriter, r *http.Request) *ldap.SearchRequest {
	// ruleid: ldap-query-go
	return ldap.NewSearchRequest("ou="+chi.URLParam(r, "group")+",dc=example", 2, 0, 0, 0, false, "(objectClass=*)", nil, nil)
}

func Echo(c echo.Context) *ldap.SearchRequest {
	// ruleid: ldap-query-go
	return ldap.NewSearchRequest("dc=example", 2, 0, 0, 0, false, "(cn="+c.Param("name")+")", nil, nil)
}

func Mail(mail string) *ldap.SearchRequest {
	// ruleid: ldap-query-parameter-go
	return &ldap.SearchRequest{BaseDN: "dc=example", Filter: "(mail=" + mail + ")"}
}

func AsFound(conn *ldap.Conn, mail, password string) error {
	found, err := conn.Search(byMail(ldap.EscapeFilter(mail)))
	if err != nil {
		return err
	}
	// ok: ldap-query-go, ldap-query-parameter-go
	return conn.Bind(found.Entries[0].DN, password)
}

func Members(memberAttr, dn string) *ldap.SearchRequest {
	filter := fmt.Sprintf("(%s=%s)", memberAttr, ldap.EscapeFilter(dn))
	// ok: ldap-query-go, ldap-query-parameter-go
	return &ldap.SearchRequest{BaseDN: "dc=example", Filter: filter}
}
