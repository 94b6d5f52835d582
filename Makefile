# make run       recommends for Profiles/me.yaml
# make test      builds everything and runs every test
# make mutation  changes the rules of our packs one at a time; fails if tests notice less than 95 % of the changes
# make esco      makes Rules/esco out of the CSV files of ESCO in the folder CSV=…
# make bench     measures the speed, and compares it with programs written for one workload: see Benchmarks/README.md
# make bench-peers  measures other engines with the same workloads
# make install   puts the command, the packs and the pages of diagnostics under PREFIX (default /usr/local)

PREFIX ?= /usr/local
PROFILE ?= Profiles/me.yaml
SWIFT ?= swift
SWIFT_CODE = Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

# On Linux the runtime of Swift goes into the command, and so do the libraries of C where there are archives of them: it
# starts sooner, and runs where nothing of this is installed.
ifeq ($(shell uname -s),Linux)
STATIC ?= --static-swift-stdlib $(shell SWIFT="$(SWIFT)" Scripts/static-flags)
endif

.PHONY: run build esco test mutation bench bench-peers workloads lint format install uninstall libyaml clean

run: build
	@.build/release/recommend --profile $(PROFILE)

build: libyaml
	$(SWIFT) build -c release --product recommend $(STATIC)

esco: build
	.build/release/recommend import esco --csv "$(CSV)" --out Rules/esco

test: libyaml lint
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --parallel

mutation: build
	.build/release/recommend test Rules --mutate --min-coverage 100 --min-mutation 95

# The workloads are made for the occasion, unless WORKLOADS=… says where there are some.
ifdef WORKLOADS
WORKLOADS_MADE =
else
WORKLOADS = Benchmarks/.build/workloads
WORKLOADS_MADE = workloads
endif

workloads:
	@Benchmarks/Workloads/build "$(WORKLOADS)" $(if $(ESCO_CSV),"$(ESCO_CSV)")

bench: build $(WORKLOADS_MADE)
	$(SWIFT) build -c release --package-path Benchmarks
	Benchmarks/.build/release/Ratios --project . --command .build/release/recommend --workloads "$(WORKLOADS)" \
	  --scratch Benchmarks/.build/ratios $(if $(ESCO_CSV),--esco-csv "$(ESCO_CSV)")

bench-peers: $(WORKLOADS_MADE)
	Benchmarks/Peers/run "$(WORKLOADS)"

lint:
	$(SWIFT) format lint --strict --recursive --parallel $(SWIFT_CODE)

format:
	$(SWIFT) format --in-place --recursive --parallel $(SWIFT_CODE)

install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/recommend
	install -m 755 .build/release/recommend $(DESTDIR)$(PREFIX)/bin/recommend
	rm -rf $(DESTDIR)$(PREFIX)/share/recommend/Rules
	cp -R Rules $(DESTDIR)$(PREFIX)/share/recommend/Rules
	rm -rf $(DESTDIR)$(PREFIX)/share/recommend/diagnostics
	cp -R docs/diagnostics $(DESTDIR)$(PREFIX)/share/recommend/diagnostics

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/recommend
	rm -rf $(DESTDIR)$(PREFIX)/share/recommend

libyaml:
	@Scripts/ensure-libyaml

clean:
	$(SWIFT) package clean
