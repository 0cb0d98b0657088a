# From a fresh Debian with Python 3.11 and npm to a running platform. `make help` lists the targets.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check scan bench docs format migrations clean setup

PYTHON ?= python3
UV := .tools/bin/uv
ARGS ?=

export PYTHON
export UV_PYTHON_DOWNLOADS := never
export UV_PYTHON := $(PYTHON)

help: ## 列出可用的命令
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

demo: setup ## 建立演示数据，走完两个案例，在 127.0.0.1:8000 启动
	@tools/system-packages demo
	@.venv/bin/huishang demo $(ARGS)

test: setup ## 静态检查，再运行全部测试（SQLite 和 PostgreSQL）
	@tools/system-packages test
	@tools/check
	@tools/test

check: setup ## 只读的快速检查：格式、写法、分层、类型、迁移、制度数据、文档
	@tools/check

scan: setup ## 用 wapiti 和 sqlmap 扫描临时的演示服务，读出结果（约一刻钟）
	@.venv/bin/python -m tests.scan $(ARGS)

bench: setup ## 测量速度，结果写入 benchmarks/
	@.venv/bin/python -m benchmarks $(ARGS)

docs: setup ## 重新生成 docs/reference 中由代码和制度数据生成的页面
	@.venv/bin/python -m tools.docs

format: setup ## 整理代码格式
	@.venv/bin/ruff check --fix --quiet . && .venv/bin/ruff format --quiet .

migrations: setup ## 按模型的改动生成数据库迁移
	@DJANGO_SETTINGS_MODULE=huishang.settings .venv/bin/python -m django makemigrations

setup: .venv/.synced node_modules/.synced ## 安装依赖（其他命令会自动先做）

clean: ## 删除依赖和缓存；不动 var/ 中的数据
	@rm -rf .venv .tools node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	@rm -rf .hypothesis .coverage .coverage.* htmlcov dist
	@find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

$(UV): tools/uv.txt
	@tools/system-packages setup
	@$(PYTHON) -m venv --clear .tools
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tools/uv.txt

.venv/.synced: pyproject.toml uv.lock | $(UV)
	@$(UV) sync --frozen --quiet
	@touch $@

node_modules/.synced: package.json package-lock.json
	@if command -v npm >/dev/null; then npm ci --no-fund --no-audit --loglevel=error >&2; \
	else echo "没有 npm：页面没有样式和脚本。" >&2; mkdir -p node_modules; fi
	@touch $@
