package fixtures;

import jakarta.persistence.EntityManager;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.beanutils.BeanUtils;
import org.springframework.web.bind.annotation.*;

class Accounts {
  @PostMapping("/accounts")
  Account copied(@RequestBody AccountRequest body) {
    Account account = new Account();
    account.setName(body.getName());
    // ok: mass-assignment-java
    return accountRepository.save(account);
  }

  @PostMapping("/accounts/mapped")
  Account mapped(@RequestBody AccountRequest body) {
    Account account = mapper.toAccount(body);
    // ok: mass-assignment-java
    return accountRepository.save(account);
  }

  Account service(Account account) {
    // ok: mass-assignment-java
    return accountRepository.save(account);
  }

  @PutMapping("/accounts")
  Account whole(@RequestBody Account account) {
    // ruleid: mass-assignment-java
    return accountRepository.save(account);
  }

  void doPost(HttpServletRequest request, HttpServletResponse response) throws Exception {
    // ruleid: mass-assignment-java
    BeanUtils.populate(account, request.getParameterMap());
  }
}
