package convert

import (
	"fmt"
	"os/exec"
	"strings"

	"github.com/gin-gonic/gin"
	"golang.org/x/crypto/ssh"
)

var formats = map[string]string{"png": "convert -quality 80", "pdf": "pdftoppm"}

func Known(c *gin.Context) {
	program, ok := formats[c.Query("format")]
	if !ok {
		return
	}
	// ok: command-building-go, command-building-parameter-go
	exec.Command("sh", "-c", program+" in.bin").Run()
}

func Number(c *gin.Context) {
	width, err := strconv.Atoi(c.Query("width"))
	if err != nil {
		return
	}
	// ok: command-building-go, command-building-parameter-go
	exec.Command("sh", "-c", fmt.Sprintf("convert -resize %d in.png out.png", width)).Run()
}

func Chosen(c *gin.Context) {
	kind := c.Query("kind")
	if kind != "png" && kind != "jpg" {
		kind = "png"
	}
	// ok: command-building-go, command-building-parameter-go
	exec.Command("sh", "-c", "convert in.bin out."+kind).Run()
}

func Thumbnail(c *gin.Context) {
	name := c.Param("name")
	// ruleid: command-building-go
	cmd := exec.Command("sh", "-c", fmt.Sprintf("convert %s -resize 80x80 out.png", name))
	cmd.Run()
}

func Run(c *gin.Context) {
	var job Job
	if err := c.ShouldBindJSON(&job); err != nil {
		return
	}
	parts := strings.Fields(job.CommandLine)
	// ruleid: command-building-go
	exec.CommandContext(c, parts[0], parts[1:]...).Run()
}

func Remote(c *gin.Context, client *ssh.Client) {
	session, err := client.NewSession()
	if err != nil {
		return
	}
	// ok: command-building-go, command-building-parameter-go
	session.Run("systemctl reload nginx")
	// ruleid: command-building-go
	session.Run("systemctl restart " + c.PostForm("unit"))
}

func Container(c *gin.Context) Spec {
	return Spec{
		Image: "alpine",
		// ruleid: command-building-go
		Cmd: []string{"/bin/sh", "-c", "tar xf " + c.Query("archive")},
	}
}
