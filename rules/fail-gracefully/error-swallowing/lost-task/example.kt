package shop

import java.util.concurrent.ExecutorService
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch

class Mails(private val scope: CoroutineScope, private val executor: ExecutorService) {
    suspend fun awaited(order: Order) = coroutineScope {
        // ok: lost-task-kotlin
        val mail = async { render(order) }
        send(mail.await())
    }

    fun ownScope(order: Order) {
        // ok: lost-task-kotlin
        scope.launch { send(render(order)) }
    }

    suspend fun all(orders: List<Order>) = coroutineScope {
        // ok: lost-task-kotlin
        orders.map { async { render(it) } }.awaitAll()
    }

    fun kept(order: Order) {
        // ok: lost-task-kotlin
        val future = executor.submit { send(render(order)) }
        future.get()
    }

    fun global(order: Order) {
        // ruleid: lost-task-kotlin
        GlobalScope.launch { send(render(order)) }
    }

    fun dispatched(order: Order) {
        // ruleid: lost-task-kotlin
        GlobalScope.async(Dispatchers.IO) {
            send(render(order))
        }
    }

    fun dropped(order: Order) {
        // ruleid: lost-task-kotlin
        scope.async { send(render(order)) }
        log.info("started")
    }

    fun submitted(order: Order) {
        // ruleid: lost-task-kotlin
        executor.submit {
            send(render(order))
        }
    }

    // ok: lost-task-kotlin
    fun handedOver(order: Order): Job = GlobalScope.launch { send(render(order)) }

    fun returned(order: Order): Job {
        // ok: lost-task-kotlin
        return GlobalScope.launch(Dispatchers.IO) { send(render(order)) }
    }

    @OptIn(DelicateCoroutinesApi::class)
    fun warm() {
        // ok: lost-task-kotlin
        GlobalScope.launch { cache.fill() }
    }
}
