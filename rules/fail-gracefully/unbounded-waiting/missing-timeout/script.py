import requests


def main():
    # ok: missing-timeout-python
    answer = requests.get("http://127.0.0.1:9000/health")
    # ok: missing-timeout-python
    requests.post("https://hooks.internal/health", json=answer.json())


if __name__ == "__main__":
    main()
