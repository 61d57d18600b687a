import React from "react";

// Code of a page: whoever looks at it sees that nothing came.
class People extends React.Component {
  typed = (name) => {
    // ok: lost-task-floating-javascript
    people(name).then((found) => {
      this.setState({ found });
    });
  };
}
