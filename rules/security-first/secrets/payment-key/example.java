package fixtures;

class Payments {
  // ok: payment-key-stripe
  String fromEnvironment = System.getenv("STRIPE_KEY");
  // ok: payment-key-stripe
  String masked = "sk_live_xxxxxxxxxxxxxxxxxxxxxxxx";
  // ok: payment-key-stripe
  String publishable = "pk_live_MadeUpForTheFixture7Made";
  // ok: payment-key-stripe
  String column = "task_live_at_the_beginning_of_the_day";
  // ok: payment-key-shop
  String shop = System.getenv("SHOP_TOKEN");
  // ok: payment-key-shop
  String prefix = "shpat_";
  // ok: payment-key-shop
  String application = "sq0idp-MadeUpForTheFixture7Ma";

  // ruleid: payment-key-stripe
  String secret = "sk_live_MadeUpForTheFixture7Made";
  // ruleid: payment-key-stripe
  String restricted = "rk_test_Fixture7MadeUpFixture7MadeUpFi";
  // ruleid: payment-key-stripe
  String hook = "whsec_MadeUpForTheFixture7MadeUpForThe";
  // ruleid: payment-key-shop
  String admin = "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";
  // ruleid: payment-key-shop
  String square = "sq0csp-MadeUpForTheFixture7MadeUpForTheFixture7Mad";
}
