# Every command of the project. « make » alone lists them.
#
# Portable on purpose: GNU make 3.81 (the one macOS ships) and a plain POSIX shell.
# Tools live in .venv; each stamp there is written last, so an interrupted set-up is taken up again.

PYTHON := .venv/bin/python
# The programs of commands/, which import the core; what the machine refuses them is said in French.
RUN := PYTHONPATH=hooks $(PYTHON) commands/run.py
# Those of tests/, as modules: names of tests/support/, such as html, are also Python's.
RUN_TESTS := PYTHONPATH=hooks:tests $(PYTHON) -m
FORMAT := text
PORT := 8000
export DEPUIS DEJA PHOTOS

# Material prints an English banner about MkDocs 2 at each build, ProperDocs another one.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
# The rss plugin imports GitPython, which stops the build on a machine without git; ours asks git nothing.
export GIT_PYTHON_REFRESH := quiet
# Some machines forbid Python to keep what it has compiled: each of the programs that tests start
# would compile the core anew.
unexport PYTHONDONTWRITEBYTECODE

# Of what was published, nothing is lost for want of its ledger.
LEDGER := adresses.txt

.PHONY: aide serve check site copie hebergement visite conseil guide page lettre adresses test lint audit captures bench schemas avertir liens relecture failles nomenclature verrou FORCE
.DEFAULT_GOAL := aide

aide: ## affiche cette aide
	@echo 'Commandes :'
	@awk 'BEGIN { FS = ":.*## " } /^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

serve: .venv/.site ## installe tout, puis sert le site sur http://127.0.0.1:8000 et le recharge à chaque modification (PORT=8001)
	@$(RUN) commands/check_site_url.py
	@$(RUN) commands/serve.py '$(PORT)'

check: .venv/.site $(LEDGER) ## vérifie les pages de docs/ en une seconde (FORMAT=github ou FORMAT=json pour les machines)
	@$(RUN) commands/check.py --format=$(FORMAT)

site: .venv/.site $(LEDGER) ## construit le site dans site/, sans tolérer d’avertissement ; en cas d’échec, l’ancien reste
	@$(RUN) commands/check_site_url.py
	@$(RUN) commands/build_site.py

copie: site ## copie le site dans build/copie/, pour le feuilleter depuis un dossier, sans serveur
	@$(RUN) commands/copy_for_a_folder.py site build/copie

# Tried in « make audit », with both servers.
hebergement: site ## prépare dans build/hebergement/ le site pour un serveur à soi, nginx ou Caddy
	@$(RUN) commands/deliver.py

visite: .venv/.site ## crée la page d’une visite, en trois questions
	@$(RUN) commands/new_page.py visite

conseil: .venv/.site ## crée la page d’un conseil, en trois questions
	@$(RUN) commands/new_page.py conseil

guide: .venv/.site ## crée la page d’un guide, en deux questions
	@$(RUN) commands/new_page.py guide

# The name of the file reaches the command through the environment: a shell never reads it.
page: .venv/.site ## fait une page d’un courriel ou d’un formulaire reçu (DEPUIS=fichier.txt)
	@$(RUN) commands/page_from_message.py "$$DEPUIS" --deja="$$DEJA" --photos="$$PHOTOS"

# Asked for as « make lettre MOIS=2026-11 SITE_URL=https://… »: make hands what it is given to commands.
lettre: .venv/.site ## écrit la lettre du mois dans build/lettre/, à relire et à envoyer (MOIS=2026-11)
	@$(RUN) commands/write_letter.py '$(MOIS)'

# JOINDRE is how .ci/registre hands in the ledger of the published site.
adresses: .venv/.site ## note dans adresses.txt ce qui est nouveau (RETIRER=visites/ancienne/ pour une page supprimée exprès)
	@$(RUN) commands/write_ledger.py --retirer='$(RETIRER)' --joindre='$(JOINDRE)'

# One test file stays on one core (loadfile), so that what its tests share is built once; browsers
# and builds come first (no reorder), so that the short files fill both cores to the end.
test: lint ## installe tout, navigateur compris, puis lance les tests (PYTEST='-k flux' pour en choisir)
	@$(RUN_TESTS) support.chromium
	@$(RUN_TESTS) support.packages
	@$(PYTHON) -m pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder $(PYTEST)

# Lighthouse measures a page's speed: it runs alone. What was found is published by /accessibilite/.
audit: .venv/.test ## les longues vérifications : chaque semaine, et avant de dire qu’une fonction est finie
	@$(RUN_TESTS) support.chromium
	@$(PYTHON) tests/audit/install.py
	@$(PYTHON) tests/audit/results.py vider
	@$(PYTHON) -m pytest --numprocesses=auto --dist=loadfile -m audit --ignore=tests/audit/test_lighthouse.py
	@$(PYTHON) -m pytest --numprocesses=auto --dist=loadfile -m 'hypothesis and not audit' --hypothesis-profile=audit
	@$(PYTHON) -m pytest -m audit tests/audit/test_lighthouse.py
	@$(PYTHON) tests/audit/results.py garder

captures: .venv/.test ## photographie une page de chaque type dans build/captures/, pour les regarder, et refait l’image du README
	@$(RUN_TESTS) browser.captures

lint: .venv/.test ## vérifie le code : style, gabarits, scripts, types, et qui y importe quoi
	@$(PYTHON) -m ruff check || { echo 'Ce que ruff sait corriger : $(PYTHON) -m ruff check --fix'; exit 1; }
	@$(PYTHON) -m ruff format --check || { echo 'Pour mettre le code en forme : $(PYTHON) -m ruff format'; exit 1; }
	@$(PYTHON) -m mypy
	@PYTHONPATH=hooks .venv/bin/lint-imports --no-logo --no-cache
	@$(PYTHON) -m djlint --quiet overrides
	@.venv/bin/zizmor --offline --persona=auditor --quiet --no-progress .github
	@$(PYTHON) tests/scripts/lint.py

bench: .venv/.test ## mesure ce que le site coûte, comparé à d’autres (SIZES="100 1000", en pages)
	@$(PYTHON) -m bench

schemas: .venv/.site ## refait ce que l’éditeur de texte sait des en-têtes (.vscode/), et les formulaires de GitHub
	@$(RUN) commands/write_schemas.py

avertir: .venv/.site ## signale les champs de mkdocs.yml que l’éditeur doit encore remplir
	@$(RUN) commands/check_publisher.py --format=github

liens: .venv/.site ## vérifie les liens vers d’autres sites, une demande par seconde à chacun
	@$(RUN) commands/check_links.py $(DISCUSSION)

relecture: .venv/.site ## dit quelles pages n’ont pas été relues depuis un an, et quelles visites restent à raconter
	@$(RUN) commands/list_reviews.py $(DISCUSSION)

failles: .venv/.test ## cherche les failles connues de ce qui est installé, et dit quoi mettre à jour
	@$(RUN) commands/check_dependencies.py $(DISCUSSION)

nomenclature: .venv/.test ## écrit la liste de ce qui fait le site, avec ses empreintes (CycloneDX), dans build/
	@mkdir -p build
	@$(PYTHON) -m cyclonedx_py requirements requirements.txt --output-reproducible \
		--output-format=JSON --output-file=build/nomenclature.cdx.json

# The options stay on the command line: uv writes them at the head of each file, where Dependabot
# reads them back. uv itself is held by no lock, of which it would be a part: what it fetches is held by
# the digests that it writes, and a change of theirs is read over.
verrou: .venv/.python ## refait les requirements*.txt (UV=--upgrade pour prendre les dernières versions)
	@command -v uv >/dev/null || $(PYTHON) -m pip install --quiet uv
	@PATH="$$PATH:.venv/bin"; for nom in requirements requirements-test tests/audit/zensical; do \
		uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
			--no-emit-index-url $(UV) -o $$nom.txt $$nom.in || exit 1; \
	done

$(LEDGER):
	@echo '$@ manque : sans lui, des adresses déjà publiées se perdraient sans que personne le voie.' >&2
	@echo 'Remettez-le (git checkout $@), ou, pour un carnet neuf : make adresses' >&2
	@exit 1

# ---- Set-up ------------------------------------------------------------------------------------

# Said after pip's own message, or apt's, which are in English.
ECHEC := echo 'L’installation n’a pas abouti : vérifiez que cette machine est reliée à Internet, puis relancez la même commande.' >&2

.venv/.test: requirements-test.txt .venv/.site
	@echo 'Installation des outils de test…'
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r $< || { $(ECHEC); exit 1; }
	@touch $@

.venv/.site: requirements.txt .venv/.python
	@echo 'Installation des outils du site…'
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r $< || { $(ECHEC); exit 1; }
	@touch $@

# Made again when its interpreter does not start any more (Python upgraded or removed since).
# Debian and Ubuntu ship venv without ensurepip, hence the package it may have to install.
.venv/.python: $(shell $(PYTHON) -c '' 2>/dev/null || echo FORCE)
	@for python in python3 python3.14 python3.13 python3.12 python3.11 aucun; do \
		$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
	done; \
	if [ $$python = aucun ]; then \
		echo 'Il faut Python 3.11 ou plus récent, et cette machine n’en a pas.' >&2; \
		echo '  Debian, Ubuntu : sudo apt-get install python3 python3-venv' >&2; \
		echo '  macOS          : brew install python' >&2; \
		exit 1; \
	fi; \
	if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
		paquet=$$($$python -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
		if [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then \
			echo "Il manque à Python de quoi créer un environnement. Lancez, puis recommencez :" >&2; \
			echo "  sudo apt-get install $$paquet" >&2; \
			exit 1; \
		fi; \
		echo "Installation de $$paquet…"; \
		{ apt-get -qq update; apt-get -qq install -y $$paquet >/dev/null; } || { $(ECHEC); exit 1; }; \
	fi; \
	echo "Création de .venv avec $$($$python --version)…"; \
	rm -rf .venv && $$python -m venv .venv && touch $@

FORCE:
