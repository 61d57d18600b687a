package fixtures

import io.ktor.server.application.call
import io.ktor.server.request.receive
import io.ktor.server.routing.Route
import jakarta.persistence.EntityManager
import jakarta.ws.rs.POST
import org.springframework.web.bind.annotation.PostMapping
import org.springframework.web.bind.annotation.PutMapping
import org.springframework.web.bind.annotation.RequestBody

class Accounts(private val accountRepository: AccountRepository, private val em: EntityManager) {
    @PostMapping("/requests")
    // ok: mass-assignment-kotlin
    fun fromARequest(@RequestBody body: CreateAccountRequest) = accountRepository.save(body)

    @PostMapping("/mapped")
    // ok: mass-assignment-kotlin
    fun mapped(@RequestBody body: AccountDto) = accountRepository.save(Account(name = body.name))

    @PostMapping("/service")
    // ok: mass-assignment-kotlin
    fun service(@RequestBody account: Account) = accountService.register(account)

    // ok: mass-assignment-kotlin
    fun store(account: Account) = accountRepository.save(account)

    @PostMapping("/accounts")
    // ruleid: mass-assignment-kotlin
    fun create(@RequestBody account: Account) = accountRepository.save(account)

    @PutMapping("/accounts/{id}")
    fun update(@PathVariable id: Long, @Valid @RequestBody account: Account): Account {
        // ruleid: mass-assignment-kotlin
        return accountRepository.save(account.copy(id = id))
    }

    @POST
    fun persist(account: Account) {
        // ruleid: mass-assignment-kotlin
        em.persist(account)
    }
}

fun Route.accounts(accountDao: AccountDao) {
    post("/accounts") {
        val account = call.receive<Account>()
        // ruleid: mass-assignment-kotlin
        accountDao.insert(account)
    }
}
