package fixtures

import jakarta.servlet.http.HttpServletRequest
import jakarta.servlet.http.HttpServletResponse
import org.springframework.http.ResponseEntity
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.PathVariable
import org.springframework.web.bind.annotation.RequestParam
import org.springframework.web.servlet.view.RedirectView

class Redirects {
    @GetMapping("/own")
    fun own(@RequestParam next: String, @PathVariable id: String): String {
        // ok: open-redirect-kotlin
        if (id == "home") return "redirect:/home?next=$next"
        // ok: open-redirect-kotlin
        if (id == "other") return "redirect:" + BASE_URL + "/users/" + id
        // ok: open-redirect-kotlin
        return "redirect:/users/$id"
    }

    @GetMapping("/checked")
    fun checked(@RequestParam next: String): RedirectView {
        if (next !in ALLOWED) throw IllegalArgumentException(next)
        // ok: open-redirect-kotlin
        return RedirectView(next)
    }

    @GetMapping("/configured")
    fun configured(@RequestParam id: String, response: HttpServletResponse) {
        // ok: open-redirect-kotlin
        response.sendRedirect("${properties.frontendUrl}/users/$id")
        // ok: open-redirect-kotlin
        response.sendRedirect("https://www.example.com/users/$id")
    }

    fun routes(server: Server) {
        server.post("/login") { request ->
            val next = request.getParameter("next")
            if (URI(next).scheme != null || parsed.host != null) {
                throw IllegalArgumentException(next)
            }
            // ok: open-redirect-kotlin
            request.response.setHeader("Location", next)
        }
    }

    @PostMapping("/orders")
    fun made(@RequestBody order: Order, builder: UriComponentsBuilder): ResponseEntity<Order> {
        val place = builder.path("/orders/{id}").buildAndExpand(order.id).toUri()
        // ok: open-redirect-kotlin
        return ResponseEntity.status(201).location(place).body(order)
    }

    @GetMapping("/next")
    fun next(@RequestParam next: String): String {
        // ruleid: open-redirect-kotlin
        return "redirect:$next"
    }

    @GetMapping("/expression")
    // ruleid: open-redirect-kotlin
    fun expression(@RequestParam next: String) = "redirect:" + next

    @GetMapping("/view")
    // ruleid: open-redirect-kotlin
    fun view(@RequestParam(required = false) next: String?) = RedirectView(next ?: "/")

    fun servlet(request: HttpServletRequest, response: HttpServletResponse) {
        // ruleid: open-redirect-kotlin
        response.sendRedirect(request.getParameter("next"))
        val host = request.getParameter("host")
        // ruleid: open-redirect-kotlin
        response.setHeader("Location", "https://$host/welcome")
    }

    @GetMapping("/entity")
    fun entity(@RequestParam next: String): ResponseEntity<Void> {
        // ruleid: open-redirect-kotlin
        return ResponseEntity.status(302).location(URI.create(next)).build()
    }
}
