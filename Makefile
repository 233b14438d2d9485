# Kentan. The two commands: `make site` and `make test`; `make help` names the others.
# Another Python: make PYTHON=python3.12 site

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
CASES ?= 10000
UV ?= uv

# What the caller's shell says of Python is not for us, and our texts are Chinese.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV
export PYTHONUTF8 := 1
export PYTHONNOUSERSITE := 1

BIN := .venv/bin
LOCK := $(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

.PHONY: help site test serve soak bench lock clean setup setup-test

help: ## 列出这些命令 / this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

site: setup ## 检查记录并生成网站 / check the records and build the site
	@$(BIN)/kentan check
	@$(BIN)/kentan build
	@printf '\n%s\n%s\n' \
		'网站已生成：build/public/index.html，可直接用浏览器打开；边改边看请执行 make serve' \
		'The site is built: open build/public/index.html in a browser; to see changes as you make them: make serve'

test: setup-test ## 全部检查和测试 / all checks and tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy --strict tooling/kentan
	@$(BIN)/mypy --strict --platform win32 --no-warn-unreachable --cache-dir .mypy_cache/windows tooling/kentan
	@$(BIN)/pytest -n 2

serve: setup ## 本地预览，改动后自动重建 / the site on this machine, rebuilt on change
	@$(BIN)/kentan serve

soak: setup-test ## 长时间随机测试 / the random tests, with new numbers and for long
	@KENTAN_SOAK=1 $(BIN)/pytest -n 2 -m hypothesis

bench: setup ## 测速：CASES=10000 件，PEERS=1 与同类工具比较，写入 docs/measurements.md / times, PEERS=1 beside other tools, into docs/measurements.md
	@rm -rf build/bench/cases-$(CASES)
	@$(BIN)/python tooling/bench/checking.py --write --cases $(CASES) $(if $(PEERS),--peers)
	@$(BIN)/python tooling/bench/building.py --write --cases $(CASES) $(if $(PEERS),--peers)

lock: ## 更新锁定的依赖（需要 uv）/ renew the pinned requirements (needs uv)
	@command -v $(firstword $(UV)) > /dev/null || { echo '需要 uv / uv is needed: python3 -m pip install uv' >&2; exit 2; }
	@$(LOCK) --upgrade requirements-test.in --output-file requirements-test.txt
	@$(LOCK) --constraint requirements-test.txt requirements.in --output-file requirements.txt

clean: ## 删除一切生成物 / remove everything that was generated
	@rm -rf build .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis tooling/*.egg-info
	@find tooling -name __pycache__ -type d -prune -exec rm -rf {} +

setup setup-test:
	@command -v $(PYTHON) > /dev/null || { printf '%s\n' \
		'没有找到 $(PYTHON)：请先安装 Python 3.11 或更高版本（Debian、Ubuntu：sudo apt install python3 python3-venv）' \
		'There is no $(PYTHON): install Python 3.11 or later (Debian, Ubuntu: sudo apt install python3 python3-venv)' >&2; exit 2; }
	@$(PYTHON) -I tooling/bootstrap.py $(if $(findstring test,$@),test,site)
