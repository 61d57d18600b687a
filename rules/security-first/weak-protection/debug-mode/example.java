package fixtures;

import freemarker.template.TemplateExceptionHandler;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

// ok: debug-mode-java
@EnableWebSecurity
class Security {
  void configured(Configuration templates, ErrorHandler errors, boolean debug) {
    // ok: debug-mode-page-java
    templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    // ok: debug-mode-page-java
    templates.setTemplateExceptionHandler(TemplateExceptionHandler.IGNORE_HANDLER);
    // ok: debug-mode-page-java
    templates.setLogTemplateExceptions(true);
    // ok: debug-mode-java
    errors.setShowStacks(false);
    // ok: debug-mode-java
    errors.setShowStacks(debug);
  }
}

// ruleid: debug-mode-java
@EnableWebSecurity(debug = true)
class ChattySecurity {
  void configured(Configuration templates, ErrorHandler errors) {
    // ruleid: debug-mode-page-java
    templates.setTemplateExceptionHandler(TemplateExceptionHandler.HTML_DEBUG_HANDLER);
    // ruleid: debug-mode-page-java
    templates.setTemplateExceptionHandler(TemplateExceptionHandler.DEBUG_HANDLER);
    // ruleid: debug-mode-java
    errors.setShowStacks(true);
  }
}
