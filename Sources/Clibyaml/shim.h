#ifndef CLIBYAML_SHIM_H
#define CLIBYAML_SHIM_H

#include <stddef.h>
#include <yaml.h>

/* What the reader wants of an event, without the union. Pointers belong to the event. */
typedef struct clibyaml_view {
  yaml_event_type_t type;
  size_t start; /* characters from the start of the input, not bytes */
  size_t end;
  const unsigned char *text; /* of a scalar */
  size_t length;
  const unsigned char *anchor; /* of a node; the name of an alias */
  const unsigned char *tag;
  int plain; /* a scalar without quotes */
  int block; /* a scalar behind `|` or `>` */
  int flow;  /* a collection in `{ }` or `[ ]` */
} clibyaml_view;

static inline clibyaml_view clibyaml_look(const yaml_event_t *event) {
  clibyaml_view view = {event->type, event->start_mark.index, event->end_mark.index, 0, 0, 0, 0, 0, 0, 0};
  switch (event->type) {
  case YAML_SCALAR_EVENT:
    view.text = event->data.scalar.value;
    view.length = event->data.scalar.length;
    view.anchor = event->data.scalar.anchor;
    view.tag = event->data.scalar.tag;
    view.plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    view.block = event->data.scalar.style == YAML_LITERAL_SCALAR_STYLE ||
                 event->data.scalar.style == YAML_FOLDED_SCALAR_STYLE;
    break;
  case YAML_SEQUENCE_START_EVENT:
    view.anchor = event->data.sequence_start.anchor;
    view.tag = event->data.sequence_start.tag;
    view.flow = event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
    break;
  case YAML_MAPPING_START_EVENT:
    view.anchor = event->data.mapping_start.anchor;
    view.tag = event->data.mapping_start.tag;
    view.flow = event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
    break;
  case YAML_ALIAS_EVENT:
    view.anchor = event->data.alias.anchor;
    break;
  default:
    break;
  }
  return view;
}

#endif
