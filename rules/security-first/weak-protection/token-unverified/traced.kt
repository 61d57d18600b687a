package shop

import com.nimbusds.jwt.SignedJWT
import io.opentelemetry.api.trace.Span
import org.springframework.web.servlet.HandlerInterceptor

class CallerInTrace : HandlerInterceptor {
    override fun preHandle(request: HttpServletRequest, response: HttpServletResponse, handler: Any): Boolean {
        val claims = claims(request.getHeader("Authorization").removePrefix("Bearer "))
        Span.current().setAttribute("client", claims.getStringClaim("client_id"))
        return true
    }

    // ok: token-unverified-decode-kotlin
    private fun claims(token: String) = SignedJWT.parse(token).jwtClaimsSet
}
