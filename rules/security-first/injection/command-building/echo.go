package tools

import (
	"os/exec"

	"github.com/labstack/echo/v4"
)

func Version(c echo.Context) error {
	// ok: command-building-go, command-building-parameter-go
	out, err := exec.Command("git", "--version").Output()
	if err != nil {
		return err
	}
	return c.String(200, string(out))
}

func Lookup(c echo.Context) error {
	// ruleid: command-building-go
	out, err := exec.Command("bash", "-lc", "dig "+c.QueryParam("domain")).Output()
	if err != nil {
		return err
	}
	return c.String(200, string(out))
}

func Script(c echo.Context) error {
	// ruleid: command-building-go
	return exec.Command("python3", "-c", c.FormValue("script")).Run()
}
