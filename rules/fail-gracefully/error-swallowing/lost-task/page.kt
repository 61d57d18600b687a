package shop

import kotlinx.browser.document
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.launch

fun main() {
    document.getElementById("send")?.addEventListener("click", {
        // ok: lost-task-kotlin
        GlobalScope.launch { send(text()) }
    })
}
